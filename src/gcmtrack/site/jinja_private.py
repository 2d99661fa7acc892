"""What of Jinja is used without being promised: the two calls that its compiler makes around each printed value."""

from typing import Any

from jinja2.compiler import CodeGenerator


class OneCall(CodeGenerator):
    """Compiles what a template prints to one call, `printed`, where Jinja makes three; a large site prints a million times.

    Where Jinja no longer asks these two, templates do the same in three calls.
    """

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")

    def _output_child_post(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")")
