// What JupyterLab's builder adds to its own configuration.
const { join } = require('node:path');

module.exports = {
  module: {
    rules: [
      { test: /\.po$/, use: join(__dirname, 'catalogue-loader.cjs') },
      {
        test: /codemirror-emacs[\\/]dist[\\/]index\.js$/,
        use: join(__dirname, 'emacs-whole-loader.cjs')
      }
    ]
  }
};
