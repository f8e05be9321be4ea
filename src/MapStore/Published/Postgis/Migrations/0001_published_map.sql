-- The published map and its change feed. Applied with the map's schema first on the search path.
CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;

-- One row, the head of the feed. Whoever changes the map locks it until commit: versions are given in commit order.
CREATE TABLE feed (
    only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    newest      bigint NOT NULL DEFAULT 0,  -- the newest version
    forgotten   bigint NOT NULL DEFAULT 0,  -- the newest version among deletes that compaction removed
    compactions bigint NOT NULL DEFAULT 0   -- how many compactions removed any
);
INSERT INTO feed DEFAULT VALUES;

-- The revision last published for each grain.
CREATE TABLE grain (
    grain    text COLLATE "C" PRIMARY KEY,
    base_map bigint NOT NULL,
    evidence bigint NOT NULL
);

-- A row per feature, which is also its only line in the feed. A deleted feature keeps its row, without text and line,
-- for 30 days.
CREATE TABLE feature (
    collection   smallint NOT NULL,
    id           text COLLATE "C" NOT NULL,
    grain        text COLLATE "C" NOT NULL,
    geojson      text,                                   -- canonical; null once deleted
    line         public.geometry(LineString, 4326),      -- null once deleted
    west         integer NOT NULL,                       -- reach: the union of all boxes it ever had, 1e-7 degrees
    south        integer NOT NULL,
    east         integer NOT NULL,
    north        integer NOT NULL,
    version      bigint NOT NULL,
    published_at timestamptz NOT NULL,
    received_at  timestamptz,
    PRIMARY KEY (collection, id)
);
CREATE UNIQUE INDEX feature_version ON feature (version);
CREATE INDEX feature_grain ON feature (grain);
CREATE INDEX feature_line ON feature USING gist (line);
CREATE INDEX feature_deleted ON feature (published_at) WHERE geojson IS NULL;
