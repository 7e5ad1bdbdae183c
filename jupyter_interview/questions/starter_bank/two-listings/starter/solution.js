/** What was added, removed, changed and moved between two listings. */
function whatChanged(before, after) {
}
