#!/usr/bin/env node
// Brings Lighthouse into a folder, once: `node get.mjs FOLDER`. Asks the npm registry only when the folder was not made from this lock file.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2] ?? die('usage: node get.mjs FOLDER'));
const lock = 'package-lock.json';
if (isReady()) process.exit(0);

// Made beside the target and renamed when whole, so that nobody ever finds half of it.
const work = `${target}.${process.pid}`;
try {
  mkdirSync(work, { recursive: true });
  for (const name of ['package.json', lock]) cpSync(join(here, name), join(work, name));
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: work, encoding: 'utf8', shell: process.platform === 'win32' });
  if (npm.error || npm.status !== 0) die(`npm ci failed: ${npm.error?.message ?? (npm.stderr || npm.stdout)}`);
  rmSync(target, { recursive: true, force: true });
  try {
    renameSync(work, target);
  } catch (error) {
    if (!isReady()) throw error;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

function isReady() {
  const made = join(target, lock);
  return existsSync(join(target, 'node_modules', 'lighthouse')) && existsSync(made) && readFileSync(made).equals(readFileSync(join(here, lock)));
}

function die(message) {
  console.error(`get.mjs: ${message}`);
  process.exit(1);
}
