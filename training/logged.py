"""What the classes and their sessions are called in the audit log."""

import sqlalchemy as sa

from accounts.logged import Logged
from training.models import ClassSession, TrainingClass

CLASSES = Logged("class", TrainingClass.id, sa.select(TrainingClass.id, TrainingClass.name))
SESSIONS = Logged(
    "class_session",
    ClassSession.id,
    sa.select(ClassSession.id, ClassSession, TrainingClass.name).join(
        TrainingClass, TrainingClass.id == ClassSession.class_id
    ),
    lambda row: f"{row[1].title.lower()}, {row[2]}",
)
