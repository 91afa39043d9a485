// Reads a data package as strangers would: the descriptor against its profile, then every row of
// every resource against its schema, keys between resources included.
//
//   node check.mjs FOLDER     prints the rows of each resource; exit code 1 on any error
import { Package } from 'datapackage';
import path from 'node:path';

const folder = process.argv[2];
let errors = 0;

function complain(where, error) {
  errors += 1;
  console.error(`${where}: ${error.message}`);
  for (const detail of error.errors ?? []) console.error(`  ${detail.message}`);
}

// Rows that are no rows come as Error objects, so that one run tells them all.
async function check(resource) {
  const file = resource.descriptor.path;
  let rows = 0;

  for (const error of resource.errors) complain(file, error);
  if (!resource.tabular) complain(file, new Error('is not described as a table'));
  try {
    for (const row of await resource.read({ relations: true, forceCast: true })) {
      rows += 1;
      if (row instanceof Error) complain(`${file}: row ${row.rowNumber}`, row);
    }
    if (String(resource.headers) !== String(resource.schema.fieldNames))
      complain(file, new Error('the header does not name the fields in their order'));
  } catch (error) {
    complain(file, error);
  }
  console.log(resource.name.padEnd(22), String(rows).padStart(6));
  return rows;
}

const dossier = await Package.load(path.join(folder, 'datapackage.json'));
let rows = 0;

for (const error of dossier.errors) complain('datapackage.json', error);
if (dossier.descriptor.profile !== 'tabular-data-package')
  complain('datapackage.json', new Error('is no tabular data package'));
for (const resource of dossier.resources) rows += await check(resource);
if (rows === 0) complain('datapackage.json', new Error('no row was read'));
console.log('rows'.padEnd(22), String(rows).padStart(6), ` ${errors} errors`);
process.exitCode = errors ? 1 : 0;
