DROP INDEX "messages_channel";--> statement-breakpoint
CREATE INDEX "batches_last_id" ON "batches" USING btree ("last_id");