// Package reports turns answers into a report for people: pages to open in a browser, one Markdown file,
// JSON, CSV, and a digest for the terminal.
//
// A report is built in two steps. [Build] asks the questions of package analyze, once each. All that
// follows is a pure function of the answers: the pages are first made as a document of sections, tables,
// sentences and charts, and this document is written as HTML or as Markdown, so that both show the same
// figures. Only write.go touches files.
//
// Every figure has an id, shown where the page's switch asks for it: the question, the keys of the row and the
// column, with slashes between, such as demand/go/share or pay/go/hour/any/any/middle. A figure stands beside
// its interval and its n, or is replaced by the reason why it is withheld.
//
// The pages load nothing: style and script are inlined, and a content policy of hashes forbids all else.
// What came from an advert is text and nothing but text, and a link of an advert is http or https.
package reports
