"""A notebook with a real kernel, in JupyterLab or Notebook 7: two cells, one of them to ask in."""

import json
from contextlib import suppress
from typing import Any

from playwright.async_api import BrowserContext, Locator, Page
from playwright.async_api import TimeoutError as TookTooLong

from tests.ui.panel import Panel, eventually
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel

_RUN = """async ([index, source]) => {
    const { content } = window.jupyterapp.shell.currentWidget;
    const cell = content.widgets[index];
    cell.model.sharedModel.setSource(source);
    content.activeCellIndex = index;
    await window.jupyterapp.commands.execute('notebook:run-cell');
    return cell.model.outputs.toJSON();
}"""
_SHOWN, _ASKING = 0, 1
_EMPTY_KERNEL = "from ipywidgets import Widget\nWidget.close_all()\n%reset -f"


class Notebook(Panel):
    """The panel in the first cell's output; what Python says comes from the second."""

    def __init__(self, page: Page, name: str) -> None:
        super().__init__(page)
        self.name = name

    async def ready_to_run(self) -> None:
        await self.page.wait_for_function(
            """name => {
                const widget = window.jupyterapp?.shell.currentWidget;
                const status = widget?.sessionContext?.session?.kernel?.status;
                return widget?.context?.path === name && status === 'idle';
            }""",
            arg=self.name,
        )

    async def show(self, source: str) -> None:
        """Run this in the first cell, whose output is a widget."""
        outputs = await self._run(_SHOWN, source)
        assert all(output["output_type"] != "error" for output in outputs), outputs

    async def say(self, source: str) -> str:
        """Run this in the second cell; the answer is what it printed."""
        outputs = await self._run(_ASKING, source)
        assert all(output["output_type"] == "stream" for output in outputs), outputs
        return "".join("".join(output["text"]) for output in outputs)

    async def refused(self, source: str) -> str:
        """Run what raises; the answer is the exception's sentence."""
        outputs = await self._run(_ASKING, source)
        return "".join(output.get("evalue", "") for output in outputs)

    async def knows(self, expression: str, value: Any) -> None:
        """The kernel comes to say this of what is in it."""
        wanted = f"{value!r}\n"
        await eventually(lambda: self.say(f"print(repr({expression}))"), lambda it: it == wanted)

    async def restart(self) -> None:
        await self.page.evaluate(
            "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
        )
        await self.ready_to_run()

    async def save(self) -> None:
        await self.page.evaluate("window.jupyterapp.shell.currentWidget.context.save()")

    async def widget_state(self) -> str:
        """What a notebook would be saved with that is told to keep its widgets."""
        return str(
            await self.say(
                "import json\nfrom ipywidgets import Widget\n"
                "from ipywidgets.embed import dependency_state\n"
                "print(json.dumps(dependency_state(panel)))"
            )
        )

    @property
    def cell(self) -> Locator:
        return self.page.locator(".jp-Notebook .jp-CodeCell").nth(_SHOWN)

    async def _run(self, index: int, source: str) -> list[dict[str, Any]]:
        outputs: list[dict[str, Any]] = await self.page.evaluate(_RUN, [index, source])
        return outputs


async def open_notebook(
    context: BrowserContext, server: LabServer, name: str, where: str = "lab/tree"
) -> Notebook:
    """A new notebook on a page of its own, with its kernel running."""
    server.write_notebook(name, json.dumps(_empty()))
    page = await context.new_page()
    await page.goto(f"{server.url}{where}/{name}?token={server.token}&reset")
    await LabPanel(page).restored()
    notebook = Notebook(page, name)
    await notebook.ready_to_run()
    return notebook


def stop_kernel(server: LabServer, name: str) -> None:
    """That of the notebook of this name, if it has one."""
    for session in server.rest.get(f"{server.url}api/sessions").json():
        if session["path"] == name:
            server.rest.delete(f"{server.url}api/sessions/{session['id']}").raise_for_status()


class SharedNotebook:
    """One of a JupyterLab that is open, for several tests, each of which gets it empty."""

    NAME = "shared.ipynb"

    def __init__(self, lab: LabPanel, server: LabServer) -> None:
        self._lab = lab
        self._server = server
        self._is_open = False

    async def emptied(self) -> Notebook:
        """No widget, no name and no output of an earlier test. A new one, where that one went too
        far for it."""
        notebook = Notebook(self._lab.page, self.NAME)
        if self._is_open:
            with suppress(TookTooLong, AssertionError):
                await self._lab.command("docmanager:open", path=self.NAME)
                await notebook.ready_to_run()
                await notebook.say(_EMPTY_KERNEL)
                await notebook.show("")
                return notebook
            await self.close()
        self._server.write_notebook(self.NAME, json.dumps(_empty()))
        await self._lab.command("docmanager:open", path=self.NAME)
        self._is_open = True
        await notebook.ready_to_run()
        return notebook

    async def close(self) -> None:
        await _close_notebooks(self._lab)
        stop_kernel(self._server, self.NAME)
        self._is_open = False


async def _close_notebooks(lab: LabPanel) -> None:
    """With their kernels, and without being asked whether to save them."""
    await lab.page.evaluate(
        """async () => {
            const { shell } = window.jupyterapp;
            for (const widget of [...shell.widgets('main')].filter(each => each.sessionContext)) {
                await widget.sessionContext.shutdown();
                widget.dispose();
            }
        }"""
    )


def _empty() -> dict[str, Any]:
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {
        "cells": [{**cell, "id": f"cell-{index}", "source": ""} for index in (_SHOWN, _ASKING)],
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
