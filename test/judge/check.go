package main

import (
	"bytes"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// checkLeaves holds every entry against the tiles, the tiles and a tree made of the entries against the signed root.
func (l *log) checkLeaves() error {
	if int64(len(l.entries)) != l.tree.N {
		return fmt.Errorf("%d entries, %d signed", len(l.entries), l.tree.N)
	}
	own, err := l.ownTree()
	if err != nil {
		return err
	}
	if err := l.checkRoot(l.tree.N, l.tree.Hash, own); err != nil {
		return fmt.Errorf("entries: %w", err)
	}
	if err := l.checkRoot(l.tree.N, l.tree.Hash, l.reader()); err != nil {
		return fmt.Errorf("tiles: %w", err)
	}
	return l.checkTiles(own)
}

// checkRoot takes the root of the log's first entries and no other.
func (l *log) checkRoot(size int64, root tlog.Hash, reader tlog.HashReader) error {
	own, err := tlog.TreeHash(size, reader)
	if err == nil && own != root {
		err = fmt.Errorf("%s is not the root at %d", root, size)
	}
	return err
}

// ownTree makes the tree of the entries.
func (l *log) ownTree() (tlog.HashReader, error) {
	var stored []tlog.Hash
	own := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			hashes[i] = stored[index]
		}
		return hashes, nil
	})
	for n, entry := range l.entries {
		if entry.Seq != int64(n) {
			return nil, fmt.Errorf("entry %d says it is %d", n, entry.Seq)
		}
		hashes, err := tlog.StoredHashes(int64(n), entry.leaf(), own)
		if err != nil {
			return nil, err
		}
		stored = append(stored, hashes...)
	}
	return own, nil
}

// checkTiles holds every tile there is to be against the hashes of the entries.
func (l *log) checkTiles(own tlog.HashReader) error {
	for _, tile := range tlog.NewTiles(height, 0, l.tree.N) {
		want, err := tlog.ReadTileData(tile, own)
		if err != nil {
			return err
		}
		there, err := tiles{l.folder}.ReadTiles([]tlog.Tile{tile})
		if err != nil {
			return err
		}
		if !bytes.Equal(there[0], want) {
			return fmt.Errorf("%s is not over the entries", tile.Path())
		}
	}
	return nil
}
