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
    // Version 3 of the AWS SDK: every client has `send`; these are the ones most in use.
    ...alike(
      "",
      "@aws-sdk/client-dynamodb.DynamoDBClient.send @aws-sdk/client-lambda.LambdaClient.send @aws-sdk/client-s3.S3Client.send " +
        "@aws-sdk/client-ses.SESClient.send @aws-sdk/client-sns.SNSClient.send @aws-sdk/client-sqs.SQSClient.send " +
        "@aws-sdk/lib-dynamodb.DynamoDBDocumentClient.send",
      "await",
    ),
  },
  callbacks: {
    ...alike("nodemailer.Transporter", "sendMail", later(1)),
  },
};
