#!/usr/bin/env node
// Brings Elsa Studio into a folder, once: `node get.mjs FOLDER`. Asks the npm registry only when the folder was not made from this lock file.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2] ?? die('usage: node get.mjs FOLDER'));
const sources = ['package.json', 'package-lock.json', 'THIRD-PARTY-NOTICES.txt', 'get.mjs'];
const stamp = sources.reduce((hash, name) => hash.update(readFileSync(join(here, name))), createHash('sha256')).digest('hex');

if (isReady()) process.exit(0);

// Made beside the target and renamed when whole: a host that runs, or a second build, never sees half a folder.
const work = `${target}.${process.pid}`;
try {
  const made = join(work, 'studio');
  mkdirSync(made, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) cpSync(join(here, name), join(work, name));
  install();
  copy(join(work, 'node_modules', '@elsa-workflows', 'elsa-studio-wasm'), made);
  // Blazor asks for its settings; the package's own name a server of its developer.
  writeFileSync(join(made, 'appsettings.json'), '{}\n');
  cpSync(join(here, 'THIRD-PARTY-NOTICES.txt'), join(made, 'THIRD-PARTY-NOTICES.txt'));
  writeFileSync(join(made, '.stamp'), stamp + '\n');
  rmSync(target, { recursive: true, force: true });
  try {
    renameSync(made, target);
  } catch (error) {
    if (!isReady()) throw error;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

function install() {
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: work, encoding: 'utf8', shell: process.platform === 'win32' });
  if (npm.error || npm.status !== 0) die(`npm ci failed: ${npm.error?.message ?? (npm.stderr || npm.stdout)}`);
}

// Where a compressed sibling exists the host needs no original: it sends .br or .gz, and unpacks .gz for the rare client that takes neither.
function copy(from, to) {
  for (const file of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath ?? file.path, file.name);
    const name = relative(from, path).split(sep).join('/');
    if (!isNeeded(name) || existsSync(path + '.gz')) continue;
    mkdirSync(dirname(join(to, name)), { recursive: true });
    cpSync(path, join(to, name));
  }
}

function isNeeded(name) {
  const original = name.replace(/\.(br|gz)$/, '');
  return /^(_framework|_content)\/|^[^/]*\.styles\.css$/.test(original)
    && !/\.(map|scss)$|\/img\/login_/.test(original)
    && (!original.includes('Radzen.Blazor/css/') || original.endsWith('/material-base.css'))
    && !/Radzen\.Blazor\.min\.js$|SourceSans3VF|android-chrome|site\.webmanifest|favicon\.ico|AuthenticationService\.js$/.test(original);
}

function isReady() {
  return existsSync(join(target, '.stamp')) && readFileSync(join(target, '.stamp'), 'utf8').trim() === stamp;
}

function die(message) {
  console.error(`get.mjs: ${message}`);
  process.exit(1);
}
