"""What answers say about the questions: which of them is at fault, and where to look.

Authors call a question an item where they speak of how it fares, hence the name. Nothing here
says who answered what.
"""

from explainer.item_analysis.analysis import analysed, of_store
from explainer.item_analysis.findings import FEWEST, LEVEL
from explainer.item_analysis.forms import FORMS
from explainer.item_analysis.items import Finding, Item, Pick, Report, Sign

__all__ = [
    "FEWEST",
    "FORMS",
    "LEVEL",
    "Finding",
    "Item",
    "Pick",
    "Report",
    "Sign",
    "analysed",
    "of_store",
]
