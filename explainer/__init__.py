"""explainer: a folder of Markdown becomes an interactive lesson that can be trusted."""
