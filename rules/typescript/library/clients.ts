import { alike } from "../../model/table.js";
import { later, type Part } from "./part.js";

const verbs = "delete get head options patch post put";

/** Packages that ask others over the network, or run processes. */
export const clients: Part = {
  classes: {
    "axios.Axios": [],
    "axios.AxiosInstance": ["axios.Axios"],
    "undici.Dispatcher": ["events.EventEmitter"],
    ...alike("undici", "Agent Client Pool ProxyAgent", ["undici.Dispatcher"]),
    "nodemailer.Transporter": ["events.EventEmitter"],
    // The clients of AWS most in use: all of them have `send`.
    "@smithy/smithy-client.Client": [],
    ...alike(
      "",
      "@aws-sdk/client-dynamodb.DynamoDBClient @aws-sdk/client-lambda.LambdaClient @aws-sdk/client-s3.S3Client " +
        "@aws-sdk/client-secrets-manager.SecretsManagerClient @aws-sdk/client-ses.SESClient @aws-sdk/client-sns.SNSClient " +
        "@aws-sdk/client-sqs.SQSClient @aws-sdk/lib-dynamodb.DynamoDBDocumentClient",
      ["@smithy/smithy-client.Client"],
    ),
  },
  returns: {
    axios: "await",
    ...alike("axios", `${verbs} all patchForm postForm putForm request`, "await"),
    ...alike("axios.Axios", `${verbs} patchForm postForm putForm request`, "await"),
    "axios.create": "axios.AxiosInstance",

    got: "await",
    ...alike("got", "delete get head patch post put", "await"),
    "got.extend": "call got",
    ky: "await",
    ...alike("ky", "delete get head patch post put", "await"),
    ...alike("ky", "create extend", "call ky"),

    ...alike("", "node-fetch cross-fetch cross-fetch.fetch isomorphic-fetch undici.fetch", "await fetch.Response"),
    "undici.request": "await",

    // A process that is told to go on without us (`execa(…).unref()`) is not a dropped call.
    ...alike("", "execa execa.command execa.execa execa.execaCommand execa.execaNode execa.node", "await"),
    "nodemailer.createTransport": "nodemailer.Transporter",
  },
  withoutCallback: {
    "undici.Dispatcher.request": "await",
    ...alike("nodemailer.Transporter", "sendMail verify", "await"),
    "@smithy/smithy-client.Client.send": "await",
  },
  callbacks: {
    "nodemailer.Transporter.sendMail": later(1),
    "nodemailer.Transporter.verify": later(0),
    "undici.Dispatcher.request": later(1),
    "@smithy/smithy-client.Client.send": later(1, 2),
  },
};
