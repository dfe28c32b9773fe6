package analyze

import (
	"fmt"
	"sync"
)

// Once lets a question with the same arguments be answered once: whoever asks again, a question that takes figures over from
// another included, gets the table that is there already and must not change it. It is for many questions to a lake that
// stays as it is, such as those of a report.
func Once(db Querier) Querier {
	return &once{Querier: db, answers: map[string]func() (*Table, error){}}
}

type once struct {
	Querier
	mu      sync.Mutex
	answers map[string]func() (*Table, error)
}

// answer returns what ask says of a question with these values of its parameters. Who comes while it is at work waits.
func (o *once) answer(name string, values map[string]any, ask func() (*Table, error)) (*Table, error) {
	key := fmt.Sprint(name, values) // maps are printed in the order of their keys
	o.mu.Lock()
	answer, ok := o.answers[key]
	if !ok {
		answer = sync.OnceValues(ask)
		o.answers[key] = answer
	}
	o.mu.Unlock()
	return answer()
}
