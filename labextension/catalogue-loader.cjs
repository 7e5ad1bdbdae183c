// catalogue-module.mjs as a loader, which has to be CommonJS.
module.exports = function (source) {
  const done = this.async();
  import('./catalogue-module.mjs').then(
    ({ catalogueModule }) => done(null, catalogueModule(source)),
    done
  );
};
