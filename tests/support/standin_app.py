"""A tiny App and Handler, so the local stack can be tested without anything of ours inside it."""

from application_sdk.app import App, entrypoint, task
from application_sdk.contracts.base import Input, Output
from application_sdk.handler import DefaultHandler


class PingInput(Input):
    """What to answer."""

    word: str = "ping"


class PingOutput(Output):
    """The answer."""

    word: str = ""


class StandIn(App):
    """Answers a word by way of one task."""

    @task(timeout_seconds=60)
    async def echo(self, input: PingInput) -> PingOutput:
        """The word again."""
        return PingOutput(word=input.word)

    @entrypoint
    async def ping(self, input: PingInput) -> PingOutput:
        """One task, one answer."""
        return await self.echo(input)


class StandInHandler(DefaultHandler):
    """The SDK's own routes only."""
