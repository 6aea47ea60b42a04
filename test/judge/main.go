// Judge checks folders of evidence with Go's implementation of transparency logs, which shares nothing with ours.
// For each folder it prints one line of JSON: the folder, and the error where there is one.
package main

import (
	"encoding/json"
	"errors"
	"os"
)

type verdict struct {
	Folder string `json:"folder"`
	Size   int64  `json:"size"`
	Proofs int    `json:"proofs"`
	Error  string `json:"error,omitempty"`
}

func main() {
	out := json.NewEncoder(os.Stdout)
	for _, folder := range os.Args[1:] {
		found := verdict{Folder: folder}
		if err := judge(folder, &found); err != nil {
			found.Error = err.Error()
		}
		if err := out.Encode(found); err != nil {
			panic(err)
		}
	}
}

func judge(folder string, found *verdict) error {
	log, err := openLog(folder)
	if err != nil {
		return err
	}
	found.Size = log.tree.N
	return errors.Join(log.checkLeaves(), log.checkProofs(&found.Proofs))
}
