ALTER TABLE "batches" ADD COLUMN "once_key" text;--> statement-breakpoint
CREATE UNIQUE INDEX "batches_once_key" ON "batches" USING btree ("once_key");