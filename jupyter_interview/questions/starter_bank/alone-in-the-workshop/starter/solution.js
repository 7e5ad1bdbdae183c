/** For how many minutes up to closing was exactly one person inside? */
function aloneMinutes(log, closing) {
}
