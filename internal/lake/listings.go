package lake

import (
	"errors"
	"sync"
	"sync/atomic"
)

// chunkListings is how many listings go to the writers at a time.
const chunkListings = 64

type listingItem struct {
	*listingRow
	in partition
}

// listingWriter writes the six tables whose rows come from listings. Each lane is a goroutine that
// owns some of the tables, so that compressing the text of adverts does not hold up the rest.
type listingWriter struct {
	versions   *tableWriter[listingRow]
	roles      *tableWriter[roleRow]
	mentions   *tableWriter[mentionRow]
	pays       *tableWriter[payRow]
	identities *tableWriter[listingRow]
	// ties and twins are files of the table blocks.
	ties, twins *tableWriter[blockRow]

	waiting []listingItem
	lanes   []chan []listingItem
	running sync.WaitGroup
	err     atomic.Pointer[error]
}

func newListingWriter(root string) *listingWriter {
	w := &listingWriter{
		versions:   newTableWriter(root, listingVersions),
		roles:      newTableWriter(root, roles),
		mentions:   newTableWriter(root, mentions),
		pays:       newTableWriter(root, pays),
		identities: newTableWriter(root, identities),
		ties:       newTableWriter(root, blocks),
		twins:      newTableWriter(root, blocks),
	}
	w.versions.limit = textQueueBytes
	return w
}

func (w *listingWriter) put(item listingItem) error {
	if err := w.err.Load(); err != nil {
		return *err
	}
	w.waiting = append(w.waiting, item)
	if len(w.waiting) >= chunkListings {
		w.send()
	}
	return nil
}

// send hands what is waiting to the lanes, which are started by the first call.
func (w *listingWriter) send() {
	if len(w.waiting) == 0 {
		return
	}
	if w.lanes == nil {
		for _, write := range []func(listingItem) error{w.putVersion, w.putMentions, w.putRest} {
			lane := make(chan []listingItem, 2)
			w.lanes = append(w.lanes, lane)
			w.running.Go(func() { w.run(lane, write) })
		}
	}
	for _, lane := range w.lanes {
		lane <- w.waiting
	}
	w.waiting = make([]listingItem, 0, chunkListings)
}

func (w *listingWriter) run(lane <-chan []listingItem, write func(listingItem) error) {
	for chunk := range lane {
		for _, item := range chunk {
			if w.err.Load() != nil {
				break
			}
			if err := write(item); err != nil {
				w.err.CompareAndSwap(nil, &err)
			}
		}
	}
}

func (w *listingWriter) putVersion(r listingItem) error {
	return w.versions.put(r.in, r.listingRow, r.size())
}

func (w *listingWriter) putMentions(r listingItem) error {
	row := mentionRow{listingRow: r.listingRow}
	for i := range r.Read.Mentions {
		row.mention = &r.Read.Mentions[i]
		if err := w.mentions.put(r.in, &row, 200); err != nil {
			return err
		}
	}
	return nil
}

func (w *listingWriter) putRest(r listingItem) error {
	pay := payRow{listingRow: r.listingRow, role: noRole}
	for i := range r.Read.Pay {
		pay.pay = &r.Read.Pay[i]
		if err := w.putPay(r.in, &pay); err != nil {
			return err
		}
	}
	role := roleRow{listingRow: r.listingRow}
	for i := range r.Read.Roles {
		role.ordinal, role.role = i, &r.Read.Roles[i]
		if err := w.roles.put(r.in, &role, 200); err != nil {
			return err
		}
		pay.role = i
		for j := range role.role.Pay {
			pay.pay = &role.role.Pay[j]
			if err := w.putPay(r.in, &pay); err != nil {
				return err
			}
		}
	}
	if err := w.putBlocks(r); err != nil {
		return err
	}
	return w.identities.put(partition{}, r.listingRow, 200+len(r.Title)+len(r.URL)+len(r.ApplyURL)+4*len(r.Read.Signature))
}

func (w *listingWriter) putBlocks(r listingItem) error {
	row := blockRow{listingRow: r.listingRow}
	for _, row.block = range r.Read.Blocks {
		to := w.ties
		if row.block.Twin {
			to = w.twins
		}
		if err := to.put(partition{}, &row, 50); err != nil {
			return err
		}
	}
	return nil
}

func (w *listingWriter) putPay(in partition, row *payRow) error {
	err := w.pays.put(in, row, 250)
	row.offer++
	return err
}

// stop waits until the lanes have written what they were given.
func (w *listingWriter) stop() {
	for _, lane := range w.lanes {
		close(lane)
	}
	w.lanes = nil // the next send starts new ones
	w.running.Wait()
}

func (w *listingWriter) finish() ([]sealed, error) {
	w.send()
	w.stop()
	if err := w.err.Load(); err != nil {
		return nil, *err
	}
	var all []sealed
	for _, finish := range []func() ([]sealed, error){
		w.versions.finish, w.mentions.finish, w.roles.finish, w.pays.finish, w.identities.finish, w.ties.finish, w.twins.finish,
	} {
		files, err := finish()
		all = append(all, files...)
		if err != nil {
			return all, err
		}
	}
	return all, nil
}

func (w *listingWriter) drop() error {
	w.stop()
	return errors.Join(w.versions.drop(), w.mentions.drop(), w.roles.drop(), w.pays.drop(), w.identities.drop(), w.ties.drop(), w.twins.drop())
}
