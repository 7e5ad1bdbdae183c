/** One book of two, given as texts in JSON, and the pairs of which nobody can be sure. */
function mergeBooks(choir, orchestra) {
}
