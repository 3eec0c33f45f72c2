"""Everything Temporal keeps of every workflow, as its own export gives it."""

from temporalio.client import Client, WorkflowHistory


async def export(address: str) -> dict[str, bytes]:
    """The history of every workflow by its id: the JSON export, then the events as they are stored.

    In the export payloads are base64; in the stored events they are plain.
    """
    client = await Client.connect(address)
    return {
        each.id: _both(await client.get_workflow_handle(each.id, run_id=each.run_id).fetch_history())
        async for each in client.list_workflows()
    }


def _both(history: WorkflowHistory) -> bytes:
    return history.to_json().encode() + b"".join(event.SerializeToString() for event in history.events)
