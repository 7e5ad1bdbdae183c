import { ConnectionLost, DepotError, rehearsal } from './depot.js';

/** The numbers of all parcels in the depot, each once. */
async function allParcels(depot) {
}

/** What the tests call. */
function rehearse(plan) {
  return rehearsal(plan, allParcels);
}
