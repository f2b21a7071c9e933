-- ${octets} is each database's text that is compared octet by octet, ${name} a short one, ${text} its long text. Instants are milliseconds since 1970.

-- What is computed from the rest, for the indexes: due_at, when somebody has to look after it; connect_by, when its user has to
-- connect again at the latest; lapse_at, from when on the end of its refresh token counts as that.

-- Several connections may live on one pair: then a row that is no connection carries it and names its members, and each member
-- names its carrier, encrypted.

CREATE TABLE tributary_connection (
    id                   ${name}        NOT NULL PRIMARY KEY,
    app                  ${octets}      NOT NULL,
    user_id              ${octets}      NOT NULL,
    site                 ${name}        NOT NULL,
    origin               VARCHAR(2000)  NOT NULL,
    home                 VARCHAR(2000)  NOT NULL,
    kind                 VARCHAR(40)    NOT NULL,
    account_id           ${octets}      NOT NULL,
    account_username     VARCHAR(255)   NOT NULL,
    account_name         VARCHAR(1000)  NOT NULL,
    scopes               VARCHAR(4000)  NOT NULL,
    status               VARCHAR(40)    NOT NULL,
    reason               VARCHAR(40),
    epoch                BIGINT         NOT NULL,
    generation           BIGINT         NOT NULL,
    connected_at         BIGINT         NOT NULL,
    renewed_at           BIGINT         NOT NULL,
    expires_at           BIGINT,
    grant_ends_at        BIGINT,
    access_token         ${text},
    refresh_token        ${text},
    renew_at             BIGINT,
    sent_at              BIGINT,
    intents              ${text}        NOT NULL,
    spares               ${text}        NOT NULL,
    lease_owner          VARCHAR(64),
    lease_until          BIGINT,
    due_at               BIGINT,
    ends_at              BIGINT,
    told_end             BIGINT,
    connect_by           BIGINT,
    lapse_at             BIGINT,
    carrier              ${text},
    members              ${text},
    CONSTRAINT tributary_connection_owner UNIQUE (app, user_id, site)
);

CREATE INDEX tributary_connection_page ON tributary_connection (app, id);
CREATE INDEX tributary_connection_site ON tributary_connection (app, site, id);
CREATE INDEX tributary_connection_status ON tributary_connection (app, status, id);
CREATE INDEX tributary_connection_choice ON tributary_connection (app, site, status, id);
-- The site as well, so that what is due is answered from the index.
CREATE INDEX tributary_connection_due ON tributary_connection (due_at, id, site);
CREATE INDEX tributary_connection_account ON tributary_connection (account_id);
CREATE INDEX tributary_connection_end ON tributary_connection (connect_by, told_end);
CREATE INDEX tributary_connection_lapse ON tributary_connection (lapse_at);

CREATE TABLE tributary_ticket (
    kind          VARCHAR(40)  NOT NULL,
    ticket_key    ${octets}    NOT NULL,
    ticket_group  ${octets}    NOT NULL,
    content       ${text}         NOT NULL,
    expires_at    BIGINT       NOT NULL,
    PRIMARY KEY (kind, ticket_key)
);

CREATE INDEX tributary_ticket_group ON tributary_ticket (kind, ticket_group, expires_at);
CREATE INDEX tributary_ticket_end ON tributary_ticket (kind, expires_at);
