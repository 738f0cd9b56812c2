"""What is counted while tasks are done: by topic and outcome, and never by case."""

from prometheus_client import Counter, Gauge, Histogram

answers = Counter("worker_answers", "Tasks answered, by the way it ended.", ["topic", "outcome", "delivery"])
seconds = Histogram("worker_task_seconds", "Seconds from the begin of a task to its answer.", ["topic"])
held = Gauge("worker_tasks_held", "Tasks that are locked for this worker.")
locks_lost = Counter("worker_locks_lost", "Locks that were lost before the answer.", ["topic"])
fetch_faults = Counter("worker_fetch_faults", "Fetches that failed.", ["fault"])
