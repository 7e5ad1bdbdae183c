/** The use of each month, from the text of a file with readings. */
function useByMonth(text) {
}
