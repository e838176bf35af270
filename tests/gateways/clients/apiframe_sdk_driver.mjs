// Apiframe's own SDK for Node, bundled from its repository, against a base URL: node … BUNDLE WEBHOOKS BASE_URL
import assert from 'node:assert/strict';
import http from 'node:http';

const [bundle, webhooks, baseUrl] = process.argv.slice(2);
const { Apiframe } = await import(bundle);
const { verifyWebhook } = await import(webhooks);
const client = (apiKey) => new Apiframe({ apiKey, baseUrl, maxRetries: 0 });
const named = async (call) => { try { await call(); } catch (error) { return error; } throw new Error('no error'); };

const came = [];
const inbox = http.createServer((request, response) => {
  let body = '';
  request.on('data', (part) => { body += part; });
  request.on('end', () => {
    const signature = request.headers['x-webhook-signature'];
    came.push([request.headers['x-webhook-event'], verifyWebhook({ apiKey: 'afk_key', body, signature }),
      verifyWebhook({ apiKey: 'afk_other', body, signature })]);
    response.end();
  });
});
await new Promise((ready) => inbox.listen(0, '127.0.0.1', ready));

const apiframe = client('afk_key');
const input = { model: 'luma-ray-flash-2', prompt: 'x', lumaParams: { duration: 9 },
  webhookUrl: `http://127.0.0.1:${inbox.address().port}/`, webhookEvents: ['progress', 'completed', 'failed'] };
const { jobId, status } = await apiframe.videos.generate(input, { idempotencyKey: 'one' });
assert.equal(status, 'QUEUED');
assert.equal((await apiframe.videos.generate(input, { idempotencyKey: 'one' })).jobId, jobId);
assert.equal((await named(() => apiframe.videos.generate({ ...input, prompt: 'y' }, { idempotencyKey: 'one' }))).name, 'ConflictError');
console.log('ok submit, idempotent replay, conflict');
const job = await apiframe.jobs.waitFor(jobId, { intervalMs: 50 });
assert.equal(job.status, 'COMPLETED');
const film = new Uint8Array(await (await fetch(job.result.videoUrl)).arrayBuffer());
assert.equal(Buffer.from(film.slice(4, 8)).toString(), 'ftyp');
console.log('ok poll, result, download');
const invalid = await named(() => apiframe.videos.generate({ ...input, lumaParams: { duration: 7 } }));
assert.deepEqual([invalid.name, Object.keys(invalid.details)], ['ValidationError', ['lumaParams.duration']]);
const poor = await named(() => client('afk-broke').videos.generate(input));
assert.deepEqual([poor.name, poor.creditsAvailable, poor.creditsRequired > 0], ['InsufficientCreditsError', 0, true]);
assert.equal((await named(() => client('afk-unknown').me())).name, 'AuthenticationError');
assert.equal((await named(() => client('afk-inactive').me())).name, 'PermissionError');
assert.equal((await named(() => apiframe.jobs.get('11111111-1111-4111-8111-111111111111'))).name, 'NotFoundError');
assert.ok(invalid.requestId);
console.log('ok typed errors: 400, 401, 402, 403, 404, 409, with request ids');
assert.ok((await apiframe.models.list({ modality: 'video' })).models.length);
assert.ok((await apiframe.me()).team.credits > 0);
assert.equal((await apiframe.jobs.list({ limit: 1 })).jobs[0].id, jobId);
const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
assert.equal((await apiframe.uploads.create({ file: png, filename: 'a.png' })).kind, 'image');
console.log('ok models, account, list, upload');
for (let tries = 0; came.length < 2 && tries < 100; tries += 1) await new Promise((done) => setTimeout(done, 50));
assert.deepEqual(came, [['progress', true, false], ['completed', true, false]]);
assert.equal((await apiframe.jobs.get(jobId)).webhookStatus, 'delivered');
console.log("ok webhooks: the SDK's own check takes the signature, and not that of another key");
inbox.close();
