// Command daprd is the official Dapr sidecar, built from its published module.
//
// `go install github.com/dapr/dapr/cmd/daprd@v1.18.0` is refused because Dapr's go.mod holds replace
// lines, and those count only in a main module. This one repeats them and adds nothing else.
package main

import "github.com/dapr/dapr/cmd/daprd/app"

func main() {
	app.Run()
}
