// The package of Emacs' keys marks the calls that name its keys and commands as ones that can be left out, and a
// bundle without them has no keys. As a loader, which has to be CommonJS.
module.exports = source => source.replaceAll('/*@__PURE__*/EmacsHandler', 'EmacsHandler');
