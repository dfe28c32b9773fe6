// Package polite asks sites for pages the way a good guest does.
//
// The manners, all kept in this one place:
//
//   - it says who it is and how to reach whoever runs it, and never plays a browser;
//   - one request at a time per host, no faster than the lowest rate anyone asked for, counted from the
//     end of the answer before;
//   - robots.txt (RFC 9309) decides what may be crawled, also after a redirect;
//   - Retry-After is obeyed; only what may pass by itself is tried again, a bounded number of times;
//   - what is known is asked for conditionally, so that an unchanged page costs nobody a body;
//   - five refusals or failures of a host in a row end the talk with it;
//   - no private address is ever dialled unless the user's own base address is one;
//   - a body over its limit is an error and never a cut page;
//   - credentials stay with the host they were meant for, and queries stay out of error texts.
//
// JSON, XML and RSS go through [Client.Do]; crawling goes through [Collector], which is colly over the
// same machinery.
package polite
