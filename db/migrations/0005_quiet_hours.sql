CREATE TABLE "vendor_statistics" (
	"channel_id" uuid NOT NULL,
	"day" date NOT NULL,
	"sent" integer NOT NULL,
	"delivered" integer NOT NULL,
	"failed" integer NOT NULL,
	"waiting" integer NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "vendor_statistics_channel_id_day_pk" PRIMARY KEY("channel_id","day")
);
--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "quiet_hours" jsonb;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "opt_out_words" text;--> statement-breakpoint
CREATE INDEX "raw_callbacks_unreadable" ON "raw_callbacks" USING btree ("id") WHERE state = 'unreadable';