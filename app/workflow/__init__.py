"""The Temporal side: the App with its tasks, what a failure costs, and what may be said of it in history."""
