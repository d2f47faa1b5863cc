"""Markdown to HTML. Raw HTML in a text is shown as text: data files are not trusted to hold markup.

The HTML is always that of markdown-it-py. Most narratives are a few paragraphs, headings and flat lists, and those are
written here, many times faster; whatever is not certain to come out the same is left to the library.
"""

from generator.rendering.markdown.renderer import Markdown, MarkdownCounts, render_markdown

__all__ = ["Markdown", "MarkdownCounts", "render_markdown"]
