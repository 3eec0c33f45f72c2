"""Everything Temporal keeps of workflows, as its own export gives it."""

from collections.abc import Iterable

from temporalio.client import Client, WorkflowHistory


async def export(address: str, workflow_ids: Iterable[str]) -> dict[str, bytes]:
    """The history of these workflows and of all that Temporal lists, which it does a little late, by id.

    First the JSON export, then the events as they are stored: in the export payloads are base64, in the events
    they are plain.
    """
    client = await Client.connect(address)
    listed = {each.id async for each in client.list_workflows()}
    return {
        each: _both(await client.get_workflow_handle(each).fetch_history())
        for each in listed.union(workflow_ids)
    }


def _both(history: WorkflowHistory) -> bytes:
    return history.to_json().encode() + b"".join(event.SerializeToString() for event in history.events)
