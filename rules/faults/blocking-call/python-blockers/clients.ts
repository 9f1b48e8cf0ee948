import type { Blocker, Blockers } from "../../../model/blocker.js";
import { alike } from "../../../model/table.js";

const network: Blocker = { cost: "high", why: "network" };
const iterator: Blocker = { ...network, offload: "no" };
/** A container is a process that the daemon waits for. */
const process: Blocker = { cost: "high", why: "process" };

const driver = "selenium.webdriver.remote.webdriver.WebDriver";
const browsers = "Chrome Edge Firefox Ie Remote Safari";

/** Packages that ask others: SSH, name servers, containers, message brokers, devices, browsers. */
export const clients: Blockers = {
  // exec_command waits for the channel; the command's end is waited for by who reads.
  ...alike("paramiko.SSHClient", "connect exec_command invoke_shell open_sftp", network),
  ...alike("paramiko.ChannelFile", "read readline readlines", network),
  "paramiko.ChannelFile.__iter__": iterator,
  ...alike("paramiko.Channel", "recv recv_exit_status recv_stderr send sendall", network),
  ...alike("paramiko.SFTPClient", "chdir chmod get getfo listdir listdir_attr lstat mkdir open put putfo remove rename rmdir stat unlink", network),
  ...alike("dns.resolver", "query resolve Resolver.query Resolver.resolve", { cost: "high", why: "dns" }),

  ...alike("docker.models.containers.ContainerCollection", "create get list prune run", process),
  ...alike(
    "docker.models.containers.Container",
    "commit exec_run kill logs pause put_archive reload remove restart start stop unpause wait",
    process,
  ),
  ...alike("docker.models.images.ImageCollection", "build get list load prune pull push remove", process),

  // Each answers only when the broker has confirmed it, or runs a loop of its own.
  "pika.BlockingConnection": network,
  ...alike("pika.BlockingConnection", "channel close process_data_events sleep", network),
  ...alike(
    "pika.adapters.blocking_connection.BlockingChannel",
    "basic_get basic_publish exchange_declare queue_bind queue_declare start_consuming",
    network,
  ),
  ...alike("paho.mqtt.client.Client", "connect loop loop_forever reconnect", network),
  // The device at the other end of the line.
  ...alike("serial.Serial", "flush read read_until readline readlines write", network),

  // To start one is to start a browser.
  ...alike("selenium.webdriver", browsers, process),
  ...alike(
    driver,
    "back close execute_async_script execute_script find_element find_elements forward get get_screenshot_as_png print_page " +
      "quit refresh save_screenshot",
    network,
  ),
  ...alike(
    "selenium.webdriver.remote.webelement.WebElement",
    "clear click find_element find_elements get_attribute is_displayed is_enabled screenshot send_keys submit",
    network,
  ),
  ...alike("selenium.webdriver.support.ui.WebDriverWait", "until until_not", { cost: "high", why: "sleep" }),
};
