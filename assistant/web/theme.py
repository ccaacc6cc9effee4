"""Gradio's own parts in our colours; everything else is in holdepunkt.css."""

import gradio as gr

_FONT = ("IBM Plex Sans", "system-ui", "sans-serif")


def theme() -> gr.themes.Base:
    """One light theme; borders and placeholders have the contrast that WCAG asks for."""
    return gr.themes.Base(
        font=_FONT,
        font_mono=("ui-monospace", "monospace"),
        text_size=gr.themes.sizes.text_lg,
        radius_size=gr.themes.sizes.radius_sm,
    ).set(
        body_background_fill="#FFFFFF",
        body_text_color="#1A1A1A",
        body_text_color_subdued="#454545",
        block_background_fill="transparent",
        block_border_width="0px",
        block_title_text_weight="600",
        block_title_text_color="#1A1A1A",
        input_background_fill="#FFFFFF",
        input_border_color="#707070",
        input_placeholder_color="#5C5C5C",
        button_primary_background_fill="#0A4D5C",
        button_primary_background_fill_hover="#083D49",
        button_primary_text_color="#FFFFFF",
        button_secondary_border_color="#0A4D5C",
        loader_color="#0A4D5C",
        link_text_color="#004D99",
    )
