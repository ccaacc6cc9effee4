"""The web app: what a caseworker sees. Nothing outside this folder imports gradio or fastapi."""
