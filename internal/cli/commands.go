package cli

import "github.com/spf13/cobra"

// commands lists every command, in the order of the help. Adding one is one line here and one file.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.runCommand(),
		a.collectCommand(),
		a.transformCommand(),
		a.analyzeCommand(),
		a.nextCommand(),
		a.explainCommand(),
		a.reportCommand(),
		a.sqlCommand(),
		a.workerCommand(),
		a.extractCommand(),
		a.sourcesCommand(),
		a.skillsCommand(),
		a.runsCommand(),
		a.scheduleCommand(),
		a.lakeCommand(),
		a.demoCommand(),
		a.scaleCommand(),
		a.doctorCommand(),
		a.configCommand(),
	}
}
