package cell

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// kind says what a frame holds.
type kind byte

const (
	// To the worker.
	kindOpen      kind = iota + 1 // a Spec, first and once
	kindAsk                       // an ask
	kindInterrupt                 // an interrupt
	// From the worker: kindReady or kindFailed for kindOpen, then for every kindAsk either kindColumns,
	// some kindRows and kindDone, or kindFailed at any point.
	kindReady   // a ready
	kindColumns // a head
	kindRows    // values, row after row, without a mark between them
	kindDone    // nothing
	kindFailed  // a failure
)

// maxFrame bounds what one frame may hold: a row is never split.
const maxFrame = 1 << 30

// frame is one message.
type frame struct {
	kind kind
	data []byte
}

// writeFrame writes a frame at once, so that the frames of several goroutines do not mix where w does not.
// A frame is a length in 4 bytes, a kind, and that many bytes.
func writeFrame(w io.Writer, k kind, data []byte) error {
	if len(data) > maxFrame {
		return fmt.Errorf("a row of %d MB is too large to hand on", len(data)>>20)
	}
	out := make([]byte, 0, 5+len(data))
	out = append(binary.LittleEndian.AppendUint32(out, uint32(len(data))), byte(k))
	_, err := w.Write(append(out, data...))
	return err
}

func writeJSON(w io.Writer, k kind, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return writeFrame(w, k, data)
}

// readFrame reads the next frame. The error is io.EOF where nothing follows.
func readFrame(r io.Reader) (frame, error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return frame{}, err
	}
	size := binary.LittleEndian.Uint32(head[:4])
	if size > maxFrame {
		return frame{}, fmt.Errorf("a frame of %d MB: this is none of ours", size>>20)
	}
	f := frame{kind: kind(head[4])}
	if size <= 1<<20 {
		f.data = make([]byte, size)
		_, err := io.ReadFull(r, f.data)
		return f, whole(err)
	}
	// What claims to be long takes memory as it comes only.
	var err error
	if f.data, err = io.ReadAll(io.LimitReader(r, int64(size))); err == nil && len(f.data) < int(size) {
		err = io.ErrUnexpectedEOF
	}
	return f, err
}

// whole makes the end inside of a frame an error of its own.
func whole(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
