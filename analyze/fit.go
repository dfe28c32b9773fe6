package analyze

import "fmt"

// fit runs the step of Go that a question's header names. others are the answers that it asks for beside.
func fit(q Question, rows *Table, others map[string]*Table) (*Table, error) {
	switch q.Fit {
	case "pairs":
		return pairs(rows)
	case "premium":
		return premium(rows)
	case "forecast":
		return forecast(rows)
	case "intervals":
		return intervals(q, rows)
	case "door":
		return door(rows)
	case "emerging":
		return emerging(q, rows)
	case "ladder":
		return ladder(q, rows)
	case "escapes":
		return escapes(q, rows, others["pairs"], others["premium"])
	case "ai":
		return meetAI(q, rows, others["pay_growth"])
	case "hidden_pay":
		return hiddenPay(q, rows)
	case "quality":
		return quality(q, rows)
	default:
		return nil, fmt.Errorf("no fit %q", q.Fit)
	}
}
