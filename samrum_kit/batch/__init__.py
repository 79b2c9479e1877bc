"""Many reports: planned, rendered beside each other, written down one by one; a failure of one stays one."""

from samrum_kit.batch.plan import KINDS, BatchPlan, Choice, Job, Subject, plan_batch, subjects
from samrum_kit.batch.result import BatchResult, Outcome
from samrum_kit.batch.run import run_batch

__all__ = [
    "KINDS", "BatchPlan", "BatchResult", "Choice", "Job", "Outcome", "Subject", "plan_batch", "run_batch", "subjects",
]
