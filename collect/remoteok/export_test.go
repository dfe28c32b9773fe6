package remoteok

// Scrub is open to tests.
var Scrub = scrub
