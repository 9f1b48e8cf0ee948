import { alike } from "../../model/table.js";
import type { Part } from "./part.js";

const driver = "selenium.webdriver.remote.webdriver.WebDriver";

/** Packages that ask others, run processes or work on data: SSH, containers, queues, language models, browsers, images, tables. */
export const clients: Part = {
  classes: {
    ...alike("paramiko", "Channel ChannelFile SFTPClient SSHClient Transport", []),
    "docker.DockerClient": [],
    ...alike("docker.models", "containers.Container containers.ContainerCollection images.ImageCollection", []),
    ...alike("pika", "BlockingConnection adapters.blocking_connection.BlockingChannel", []),
    "paho.mqtt.client.Client": [],
    "serial.Serial": [],
    "pexpect.spawn": [],
    "psutil.Process": [],
    "psutil.Popen": ["psutil.Process"],
    "filelock.BaseFileLock": [],
    ...alike("filelock", "FileLock SoftFileLock UnixFileLock WindowsFileLock", ["filelock.BaseFileLock"]),
    "dns.resolver.Resolver": [],

    ...alike("openai", "AsyncOpenAI OpenAI", []),
    "openai.AzureOpenAI": ["openai.OpenAI"],
    "openai.AsyncAzureOpenAI": ["openai.AsyncOpenAI"],
    ...alike("openai.resources", "chat.Chat chat.AsyncChat chat.Completions chat.AsyncCompletions", []),
    ...alike(
      "openai.resources",
      "embeddings.Embeddings embeddings.AsyncEmbeddings images.Images images.AsyncImages responses.Responses " +
        "responses.AsyncResponses",
      [],
    ),
    ...alike("anthropic", "Anthropic AsyncAnthropic", []),
    ...alike("anthropic.resources", "Messages AsyncMessages", []),

    [driver]: [],
    ...alike("selenium.webdriver", "Chrome ChromiumEdge Edge Firefox Ie Remote Safari", [driver]),
    "selenium.webdriver.remote.webelement.WebElement": [],
    "selenium.webdriver.support.ui.WebDriverWait": [],
    "PIL.Image.Image": [],
    "pandas.DataFrame": [],
    "argon2.PasswordHasher": [],
    ...alike("cryptography.hazmat.primitives.kdf", "pbkdf2.PBKDF2HMAC scrypt.Scrypt argon2.Argon2id", []),
    ...alike("passlib.hash", "argon2 bcrypt pbkdf2_sha256 pbkdf2_sha512 scrypt sha256_crypt sha512_crypt", []),
    "passlib.context.CryptContext": [],
    "cv2.VideoCapture": [],
  },
  returns: {
    "paramiko.SSHClient.open_sftp": "paramiko.SFTPClient",
    "paramiko.SSHClient.exec_command": "list paramiko.ChannelFile",
    "paramiko.SSHClient.invoke_shell": "paramiko.Channel",
    "paramiko.SSHClient.get_transport": "paramiko.Transport",
    "docker.from_env": "docker.DockerClient",
    ...alike("docker.models.containers.ContainerCollection", "create get run", "docker.models.containers.Container"),
    "docker.models.containers.ContainerCollection.list": "list docker.models.containers.Container",
    "pika.BlockingConnection.channel": "pika.adapters.blocking_connection.BlockingChannel",
    "PIL.Image.open": "PIL.Image.Image",
    ...alike("PIL.Image", "new fromarray frombytes", "PIL.Image.Image"),
    ...alike("PIL.Image.Image", "convert copy crop filter resize rotate transpose", "PIL.Image.Image"),
    ...alike(
      "pandas",
      "read_csv read_excel read_feather read_fwf read_json read_parquet read_pickle read_sql read_sql_query read_sql_table " +
        "read_table",
      "pandas.DataFrame",
    ),
    [`${driver}.find_element`]: "selenium.webdriver.remote.webelement.WebElement",
    [`${driver}.find_elements`]: "list selenium.webdriver.remote.webelement.WebElement",

    ...alike("openai.resources.chat.AsyncCompletions", "create parse", "await"),
    ...alike("openai.resources", "embeddings.AsyncEmbeddings.create images.AsyncImages.edit images.AsyncImages.generate", "await"),
    ...alike("openai.resources.responses.AsyncResponses", "create parse retrieve", "await"),
    ...alike("anthropic.resources.AsyncMessages", "count_tokens create", "await"),
  },
  attributes: {
    "docker.DockerClient.containers": "docker.models.containers.ContainerCollection",
    "docker.DockerClient.images": "docker.models.images.ImageCollection",
    "openai.OpenAI.chat": "openai.resources.chat.Chat",
    "openai.resources.chat.Chat.completions": "openai.resources.chat.Completions",
    "openai.OpenAI.embeddings": "openai.resources.embeddings.Embeddings",
    "openai.OpenAI.images": "openai.resources.images.Images",
    "openai.OpenAI.responses": "openai.resources.responses.Responses",
    "openai.AsyncOpenAI.chat": "openai.resources.chat.AsyncChat",
    "openai.resources.chat.AsyncChat.completions": "openai.resources.chat.AsyncCompletions",
    "openai.AsyncOpenAI.embeddings": "openai.resources.embeddings.AsyncEmbeddings",
    "openai.AsyncOpenAI.images": "openai.resources.images.AsyncImages",
    "openai.AsyncOpenAI.responses": "openai.resources.responses.AsyncResponses",
    "anthropic.Anthropic.messages": "anthropic.resources.Messages",
    "anthropic.AsyncAnthropic.messages": "anthropic.resources.AsyncMessages",
  },
};
