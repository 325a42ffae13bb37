-- What is older than it is kept is found by its age.
create index portal_habit_asked on portal_habit (asked_at);
