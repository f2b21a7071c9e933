-- ${octets} is each database's text that is compared octet by octet, ${name} a short one, ${text} its long text. Instants are milliseconds since 1970.

-- What was done, by whom and from where. Rows are added and, when they are old, removed, and never changed. An id begins with its
-- instant, so that the order of ids is that of time.
CREATE TABLE tributary_audit (
    id             ${name}       NOT NULL PRIMARY KEY,
    event          ${name}       NOT NULL,
    actor          VARCHAR(20)   NOT NULL,
    actor_name     ${octets},
    app            ${octets},
    user_id        ${octets},
    site           ${name},
    connection_id  ${name},
    from_address   VARCHAR(64),
    details        ${text}       NOT NULL
);

CREATE INDEX tributary_audit_app ON tributary_audit (app, id);
CREATE INDEX tributary_audit_user ON tributary_audit (user_id, id);
CREATE INDEX tributary_audit_connection ON tributary_audit (connection_id, id);
CREATE INDEX tributary_audit_event ON tributary_audit (event, id);

-- Messages to applications that have not arrived yet, and those that were given up. due_at is when somebody has to send it next;
-- whoever does so moves it ahead first, and only who finds it where it was may.
CREATE TABLE tributary_outbox (
    id           ${name}       NOT NULL PRIMARY KEY,
    target       ${name}       NOT NULL,
    body         ${text}       NOT NULL,
    made_at      BIGINT        NOT NULL,
    due_at       BIGINT,
    attempts     INTEGER       NOT NULL,
    given_up_at  BIGINT
);

CREATE INDEX tributary_outbox_due ON tributary_outbox (target, due_at);
CREATE INDEX tributary_outbox_end ON tributary_outbox (given_up_at);
