package lake

import (
	"encoding/json"
	"time"

	"rung/internal/job"
)

var sightings = newTable("sightings", "One row each time a page showed a listing, or the source reported it as withdrawn.",
	key("listing_key", "Listing.", func(r *job.Sighting) int64 { return job.ListingKey(r.Source, r.ID) }),
	text("source", "Source.", func(r *job.Sighting) string { return r.Source }),
	words("native_id", "The source's own id of the advert.", func(r *job.Sighting) string { return r.ID }),
	text("scope", "Board, thread or feed that showed it.", func(r *job.Sighting) string { return r.Scope }),
	text("run_id", "Run that saw it.", func(r *job.Sighting) string { return r.RunID }),
	moment("seen_at", "When the page was fetched, UTC.", func(r *job.Sighting) time.Time { return r.At }),
	text("page_hash", "Hash of the page that showed it.", func(r *job.Sighting) string { return r.PageHash }),
	count("version_key", "Version that was shown.", func(r *job.Sighting) int64 { return r.VersionKey }),
	flag("removed", "True for the source's own notice that it is gone.", func(r *job.Sighting) bool { return r.Removed }),
).by("listing_key", "seen_at", "run_id", "page_hash", "version_key", "removed")

var scopes = newTable("scopes", "One row each time a run saw a board, thread or feed completely, unchanged, or gone.",
	text("source", "Source.", func(r *job.ScopeEvent) string { return r.Source }),
	text("scope", "Board, thread or feed.", func(r *job.ScopeEvent) string { return r.Scope }),
	text("run_id", "Run that saw it.", func(r *job.ScopeEvent) string { return r.RunID }),
	moment("seen_at", "When, UTC.", func(r *job.ScopeEvent) time.Time { return r.At }),
	text("kind", "end: listed completely; unchanged: as before; gone: no longer there.", func(r *job.ScopeEvent) string { return string(r.Kind) }),
	text("page_hash", "For unchanged: the page whose listings were all seen again.", func(r *job.ScopeEvent) string { return r.PageHash }),
).by("scope", "seen_at", "run_id", "kind", "page_hash")

var jobs = newTable("jobs", "One row per listing: the vacancy behind it and its life.",
	key("listing_key", "Listing.", func(r *job.JobRow) int64 { return r.ListingKey }),
	key("version_key", "Current version of the listing.", func(r *job.JobRow) int64 { return r.VersionKey }),
	key("job_key", "Vacancy: equal for listings of the same job.", func(r *job.JobRow) int64 { return r.JobKey }),
	text("source", "Source.", func(r *job.JobRow) string { return r.Source }),
	words("native_id", "The source's own id of the advert.", func(r *job.JobRow) string { return r.ID }),
	flag("representative", "True for the one listing that stands for the job.", func(r *job.JobRow) bool { return r.Representative }),
	text("reason", "Rule that tied the listing to the job; alone when nothing did.", func(r *job.JobRow) string { return r.Reason }),
	count("twin_of", "Job of another employer with the same text.", func(r *job.JobRow) int64 { return r.TwinOf }),
	moment("posted_at", "When the listing was posted, UTC.", func(r *job.JobRow) time.Time { return r.PostedAt }),
	moment("first_seen_at", "When a run first saw it, UTC.", func(r *job.JobRow) time.Time { return r.FirstSeen }),
	moment("last_seen_at", "When a run last saw it, UTC.", func(r *job.JobRow) time.Time { return r.LastSeen }),
	moment("closed_at", "When it was known to be gone, UTC; null while open.", func(r *job.JobRow) time.Time { return r.ClosedAt }),
	text("close_rule", "How it is known that it is gone.", func(r *job.JobRow) string { return r.CloseRule }),
	integer("versions", "Number of versions of the listing.", func(r *job.JobRow) int64 { return r.Versions }),
	integer("reposts", "Earlier listings of the same vacancy whose time was over.", func(r *job.JobRow) int64 { return r.Reposts }),
).by("listing_key")

var runs = newTable("runs", "One row per run, source and stage: what was done and how it ended.",
	text("run_id", "Run.", func(r *job.RunRecord) string { return r.RunID }),
	text("source", "Source.", func(r *job.RunRecord) string { return r.Source }),
	text("stage", "collect or transform.", func(r *job.RunRecord) string { return r.Stage }),
	moment("started_at", "When it began, UTC.", func(r *job.RunRecord) time.Time { return r.Started }),
	moment("ended_at", "When it ended, UTC.", func(r *job.RunRecord) time.Time { return r.Ended }),
	text("outcome", "done, partial, failed, refused, too_early or interrupted.", func(r *job.RunRecord) string { return string(r.Outcome) }),
	text("message", "What went wrong, or when the next run may be.", func(r *job.RunRecord) string { return r.Message }),
	integer("requests", "Requests sent.", func(r *job.RunRecord) int64 { return r.Requests }),
	integer("bodies", "Answers whose body was kept.", func(r *job.RunRecord) int64 { return r.Bodies }),
	integer("unchanged", "Answers that had nothing new.", func(r *job.RunRecord) int64 { return r.Unchanged }),
	integer("retries", "Requests sent again.", func(r *job.RunRecord) int64 { return r.Retries }),
	integer("failures", "Requests given up.", func(r *job.RunRecord) int64 { return r.Failures }),
	integer("bytes", "Size of the bodies after decompression, bytes.", func(r *job.RunRecord) int64 { return r.Bytes }),
	integer("waited_ms", "Time spent waiting for a turn, milliseconds.", func(r *job.RunRecord) int64 { return r.Waited.Milliseconds() }),
	integer("read", "Adverts in the pages.", func(r *job.RunRecord) int64 { return r.Read }),
	integer("new", "Adverts not seen before.", func(r *job.RunRecord) int64 { return r.New }),
	integer("changed", "Adverts whose content changed.", func(r *job.RunRecord) int64 { return r.Changed }),
	integer("same", "Adverts seen before and unchanged.", func(r *job.RunRecord) int64 { return r.Same }),
	integer("rejected", "Adverts that did not fit; see rejects.", func(r *job.RunRecord) int64 { return r.Rejected }),
	integer("closed", "Listings found to be gone.", func(r *job.RunRecord) int64 { return r.Closed }),
).by("started_at", "run_id", "source", "stage")

var rejects = newTable("rejects", "One row per advert that could not be read, with the reason.",
	text("source", "Source.", func(r *job.Reject) string { return r.Source }),
	text("run_id", "Run that fetched the page.", func(r *job.Reject) string { return r.RunID }),
	text("url", "Address of the page.", func(r *job.Reject) string { return r.URL }),
	words("native_id", "The source's own id where it could be read.", func(r *job.Reject) string { return r.ID }),
	text("stage", "Step that refused it.", func(r *job.Reject) string { return r.Stage }),
	text("field", "Field that did not fit.", func(r *job.Reject) string { return r.Field }),
	text("reason", "Why, in words.", func(r *job.Reject) string { return r.Reason }),
	words("sample", "Beginning of the offending row.", func(r *job.Reject) string { return r.Sample }),
	moment("seen_at", "When the page was fetched, UTC.", func(r *job.Reject) time.Time { return r.SeenAt }),
).by("seen_at", "url", "native_id", "stage", "reason")

var pages = newTable("pages", "One row per answer of a source, kept as it came.",
	text("source", "Source.", func(r *job.Page) string { return r.Source }),
	text("kind", "body, unchanged, end of a completely listed scope, or gone.", func(r *job.Page) string { return string(r.Kind) }),
	text("scope", "Board, thread or feed.", func(r *job.Page) string { return r.Scope }),
	words("url", "Address that was asked.", func(r *job.Page) string { return r.URL }),
	text("run_id", "Run that fetched it.", func(r *job.Page) string { return r.RunID }),
	moment("fetched_at", "When it came, UTC.", func(r *job.Page) time.Time { return r.FetchedAt }),
	count("status", "HTTP status.", func(r *job.Page) int64 { return int64(r.Status) }),
	text("media_type", "Media type of the body.", func(r *job.Page) string { return r.MediaType }),
	words("etag", "ETag of the answer.", func(r *job.Page) string { return r.ETag }),
	words("last_modified", "Last-Modified of the answer.", func(r *job.Page) string { return r.LastModified }),
	words("hash", "SHA-256 of the body in hex.", func(r *job.Page) string { return r.Hash }),
	text("meta", "What parsing needs beside the body, as JSON.", func(r *job.Page) string { return metaJSON(r.Meta) }),
	blob("body", "The body, byte for byte.", func(r *job.Page) []byte { return r.Body }),
)

func metaJSON(m map[string]string) string {
	if len(m) == 0 {
		return ""
	}
	data, err := json.Marshal(m)
	if err != nil {
		panic(err) // a map of texts always has a JSON form
	}
	return string(data)
}
