package lake

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/big"
	"time"

	"github.com/marcboeker/go-duckdb/v2"
)

// Values of a result pass from process to process as a byte that says their type, then their bytes. Numbers
// are varints or 8 bytes, texts and lists begin with their length. What is read is what was written, down
// to Go's type, so that an answer does not depend on the process that it came from.
const (
	wireNull = iota
	wireFalse
	wireTrue
	wireInt8
	wireInt16
	wireInt32
	wireInt64
	wireUint8
	wireUint16
	wireUint32
	wireUint64
	wireFloat32
	wireFloat64
	wireText
	wireBytes
	wireTime
	wireBig
	wireDecimal
	wireInterval
	wireList
	wireStruct
	wireMap
	wireUnion
)

// maxNesting bounds lists of lists.
const maxNesting = 200

var errWire = errors.New("the bytes of a value are not whole")

// AppendValue adds a value as a query of this package returns it, or as one takes it for an argument.
func AppendValue(b []byte, v any) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return append(b, wireNull), nil
	case bool:
		if v {
			return append(b, wireTrue), nil
		}
		return append(b, wireFalse), nil
	case string:
		return appendLong(append(b, wireText), v), nil
	case []byte:
		return appendLong(append(b, wireBytes), v), nil
	case time.Time:
		b = binary.AppendVarint(append(b, wireTime), v.Unix())
		return binary.AppendUvarint(b, uint64(v.Nanosecond())), nil
	case float64:
		return binary.LittleEndian.AppendUint64(append(b, wireFloat64), math.Float64bits(v)), nil
	case float32:
		return binary.LittleEndian.AppendUint64(append(b, wireFloat32), uint64(math.Float32bits(v))), nil
	case *big.Int:
		return appendHuge(append(b, wireBig), v), nil
	case duckdb.Decimal:
		return appendHuge(append(b, wireDecimal, v.Width, v.Scale), v.Value), nil
	case duckdb.Interval:
		b = binary.AppendVarint(append(b, wireInterval), int64(v.Days))
		return binary.AppendVarint(binary.AppendVarint(b, int64(v.Months)), v.Micros), nil
	}
	if out, ok := appendWhole(b, v); ok {
		return out, nil
	}
	return appendNested(b, v)
}

func appendLong[T ~string | ~[]byte](b []byte, text T) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

func appendHuge(b []byte, n *big.Int) []byte {
	sign := byte(0)
	if n.Sign() < 0 {
		sign = 1
	}
	return appendLong(append(b, sign), n.Bytes())
}

func appendWhole(b []byte, v any) ([]byte, bool) {
	signed := func(kind byte, n int64) ([]byte, bool) { return binary.AppendVarint(append(b, kind), n), true }
	unsigned := func(kind byte, n uint64) ([]byte, bool) { return binary.AppendUvarint(append(b, kind), n), true }
	switch v := v.(type) {
	case int:
		return signed(wireInt64, int64(v))
	case int8:
		return signed(wireInt8, int64(v))
	case int16:
		return signed(wireInt16, int64(v))
	case int32:
		return signed(wireInt32, int64(v))
	case int64:
		return signed(wireInt64, v)
	case uint8:
		return unsigned(wireUint8, uint64(v))
	case uint16:
		return unsigned(wireUint16, uint64(v))
	case uint32:
		return unsigned(wireUint32, uint64(v))
	case uint64:
		return unsigned(wireUint64, v)
	}
	return b, false
}

func appendNested(b []byte, v any) (_ []byte, err error) {
	switch v := v.(type) {
	case []any:
		b = binary.AppendUvarint(append(b, wireList), uint64(len(v)))
		for _, e := range v {
			if b, err = AppendValue(b, e); err != nil {
				return nil, err
			}
		}
		return b, nil
	case map[string]any:
		b = binary.AppendUvarint(append(b, wireStruct), uint64(len(v)))
		for name, e := range v {
			if b, err = AppendValue(appendLong(b, name), e); err != nil {
				return nil, err
			}
		}
		return b, nil
	case duckdb.Map:
		b = binary.AppendUvarint(append(b, wireMap), uint64(len(v)))
		for k, e := range v {
			if b, err = AppendValue(b, k); err == nil {
				b, err = AppendValue(b, e)
			}
			if err != nil {
				return nil, err
			}
		}
		return b, nil
	case duckdb.Union:
		return AppendValue(appendLong(append(b, wireUnion), v.Tag), v.Value)
	}
	return nil, fmt.Errorf("a value of type %T cannot be handed on: cast it", v)
}

// ReadValue reads a value from the beginning of b and returns what follows it.
func ReadValue(b []byte) (v any, rest []byte, err error) {
	r := wireReader{rest: b}
	v = r.value(0)
	return v, r.rest, r.err
}

// wireReader reads values until the first error.
type wireReader struct {
	rest []byte
	err  error
}

func (r *wireReader) take(n uint64) []byte {
	if r.err != nil || n > uint64(len(r.rest)) {
		r.err, r.rest = errWire, nil
		return nil
	}
	out := r.rest[:n:n]
	r.rest = r.rest[n:]
	return out
}

func (r *wireReader) byte() byte {
	if b := r.take(1); len(b) == 1 {
		return b[0]
	}
	return 0
}

func (r *wireReader) uvarint() uint64 {
	n, size := binary.Uvarint(r.rest)
	r.take(uint64(max(size, 0)))
	if size <= 0 {
		r.err, r.rest = errWire, nil
	}
	return n
}

func (r *wireReader) varint() int64 {
	n, size := binary.Varint(r.rest)
	r.take(uint64(max(size, 0)))
	if size <= 0 {
		r.err, r.rest = errWire, nil
	}
	return n
}

func (r *wireReader) bits() uint64 {
	if b := r.take(8); len(b) == 8 {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (r *wireReader) text() []byte { return r.take(r.uvarint()) }

func (r *wireReader) big() *big.Int {
	negative := r.byte() == 1
	n := new(big.Int).SetBytes(r.text())
	if negative {
		n.Neg(n)
	}
	return n
}

func (r *wireReader) value(depth int) any {
	switch kind := r.byte(); kind {
	case wireNull:
		return nil
	case wireFalse, wireTrue:
		return kind == wireTrue
	case wireText:
		return string(r.text())
	case wireBytes:
		return append([]byte{}, r.text()...)
	case wireTime:
		seconds := r.varint()
		return time.Unix(seconds, int64(r.uvarint()%1e9)).UTC()
	case wireFloat64:
		return math.Float64frombits(r.bits())
	case wireFloat32:
		return math.Float32frombits(uint32(r.bits()))
	case wireBig:
		return r.big()
	case wireDecimal:
		width, scale := r.byte(), r.byte()
		return duckdb.Decimal{Width: width, Scale: scale, Value: r.big()}
	case wireInterval:
		days, months := int32(r.varint()), int32(r.varint())
		return duckdb.Interval{Days: days, Months: months, Micros: r.varint()}
	case wireList, wireStruct, wireMap, wireUnion:
		return r.nested(kind, depth)
	default:
		return r.integer(kind)
	}
}

func (r *wireReader) integer(kind byte) any {
	switch kind {
	case wireInt8:
		return int8(r.varint())
	case wireInt16:
		return int16(r.varint())
	case wireInt32:
		return int32(r.varint())
	case wireInt64:
		return r.varint()
	case wireUint8:
		return uint8(r.uvarint())
	case wireUint16:
		return uint16(r.uvarint())
	case wireUint32:
		return uint32(r.uvarint())
	case wireUint64:
		return r.uvarint()
	}
	r.err, r.rest = errWire, nil
	return nil
}

func (r *wireReader) nested(kind byte, depth int) any {
	if depth == maxNesting {
		r.err, r.rest = errWire, nil
		return nil
	}
	if kind == wireUnion {
		tag := string(r.text())
		return duckdb.Union{Tag: tag, Value: r.value(depth + 1)}
	}
	n := r.uvarint()
	if n > uint64(len(r.rest)) { // every value has a byte at least
		r.err, r.rest = errWire, nil
		return nil
	}
	switch kind {
	case wireList:
		out := make([]any, 0, n)
		for range n {
			out = append(out, r.value(depth+1))
		}
		return out
	case wireStruct:
		out := make(map[string]any, n)
		for range n {
			name := string(r.text())
			out[name] = r.value(depth + 1)
		}
		return out
	}
	out := make(duckdb.Map, n)
	for range n {
		k := r.value(depth + 1)
		e := r.value(depth + 1)
		if !hashable(k) {
			r.err, r.rest = errWire, nil
			return nil
		}
		out[k] = e
	}
	return out
}

// hashable reports whether a value may be the key of a map.
func hashable(v any) bool {
	switch v.(type) {
	case []byte, []any, map[string]any, duckdb.Map, duckdb.Union:
		return false
	}
	return true
}
