-- A message is its application's: a target that another application gets under the same name is not told of it. Rows from before are
-- given theirs by the gateway, from what they say.
ALTER TABLE tributary_outbox ADD COLUMN app ${name};
