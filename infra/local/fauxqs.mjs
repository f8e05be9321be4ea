// S3 and SQS for the local stack: fauxqs, as its own start would compose it, but
//  - on 127.0.0.1 only (as shipped it listens on every address);
//  - messages survive its death without an fsync for each (SQLite in WAL mode, synchronous NORMAL: a killed process loses
//    nothing, a power cut the last moments, which the ledger's sweep sends again);
//  - a message given back with ChangeMessageVisibility(0) keeps its row (as shipped a NULL breaks the constraint and the
//    message is lost);
//  - queue URLs carry the address that was asked, not a name that may not resolve;
//  - If-None-Match: * on a put is obeyed (412 where the object exists), as S3 does.
// Environment: FAUXQS_PORT, FAUXQS_DATA_DIR (queues), FAUXQS_S3_STORAGE_DIR (objects, as files), FAUXQS_DEFAULT_REGION.
import { buildApp } from "fauxqs";
import { S3Error } from "./node_modules/fauxqs/dist/common/errors.js";
import { PersistenceManager } from "./node_modules/fauxqs/dist/persistence.js";
import { FileS3Persistence } from "./node_modules/fauxqs/dist/s3/fileS3Persistence.js";
import { S3Store } from "./node_modules/fauxqs/dist/s3/s3Store.js";
import { SnsStore } from "./node_modules/fauxqs/dist/sns/snsStore.js";
import { SqsStore } from "./node_modules/fauxqs/dist/sqs/sqsStore.js";

class MessagePersistence extends PersistenceManager {
  constructor(directory) {
    super(directory);
    this.db.exec("PRAGMA synchronous = NORMAL");
    this.release = this.db.prepare(
      "UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?");
  }

  updateMessageReady(messageId) {
    this.release.run(messageId);
  }
}

const { FAUXQS_PORT, FAUXQS_DATA_DIR, FAUXQS_S3_STORAGE_DIR, FAUXQS_DEFAULT_REGION } = process.env;
const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
stores.sqsStore.host = undefined; // queue URLs carry the host of the request

// Loading comes before the stores know their persistence: loading must not write.
const messages = new MessagePersistence(FAUXQS_DATA_DIR);
const objects = new FileS3Persistence(FAUXQS_S3_STORAGE_DIR);
messages.loadSqsAndSns(stores.sqsStore, stores.snsStore);
objects.loadS3(stores.s3Store);
stores.sqsStore.persistence = messages;
stores.snsStore.persistence = messages;
stores.s3Store.persistence = objects;
for (const queue of stores.sqsStore.allQueues()) {
  queue.persistence = messages;
}

const app = buildApp({ logger: false, defaultRegion: FAUXQS_DEFAULT_REGION, stores });

// The object is looked up once the body is here; the handler that stores it runs to its end without another one between.
app.addHook("preHandler", async (request, reply) => {
  const key = request.params?.["*"];
  if (request.method !== "PUT" || !key || request.headers["if-none-match"] !== "*") {
    return;
  }
  let exists = true;
  try {
    stores.s3Store.headObject(request.params.bucket, key);
  } catch {
    exists = false;
  }
  if (exists) {
    const error = new S3Error("PreconditionFailed", "At least one of the preconditions you specified did not hold.", 412);
    return reply.status(412).header("content-type", "application/xml").send(error.toXml());
  }
});
app.addHook("preClose", () => {
  messages.close();
  objects.close();
});

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.on(signal, () => app.close().then(() => process.exit(0)));
}
await app.listen({ port: Number(FAUXQS_PORT), host: "127.0.0.1" });
