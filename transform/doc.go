// Package transform reads pages into silver rows: adverts with what they ask for and what they offer.
//
// The work comes in two kinds. Reading one page is a pure function of its bytes, the parser of its
// source and a [Reader], so pages may be read in any order, on any number of cores or machines. What
// needs other listings, their duplicates, works on small keyed records after that, a part at a time that is
// closed in itself (see [Regroup]).
package transform
