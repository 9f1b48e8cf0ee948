-- nvim --headless -u NONE -i NONE -n -S neovim.lua: works on a folder as a person would, and writes down what the editor shows.
-- From the environment: EVENLOOP_SERVER (the language server), EVENLOOP_FOLDER (web.py, greet.py, names.py, pause.py), EVENLOOP_RESULT (a file).
local folder, result = vim.env.EVENLOOP_FOLDER, { seen = {} }

local function finish(problem)
  result.problem = problem
  vim.fn.writefile({ vim.fn.json_encode(result) }, vim.env.EVENLOOP_RESULT)
  vim.cmd(problem and "cquit 1" or "qall!")
end

local function wait(what, ready)
  if not vim.wait(20000, ready, 20) then finish("waited in vain for " .. what) end
end

local function open(name)
  vim.cmd("edit " .. vim.fn.fnameescape(folder .. "/" .. name))
  vim.bo.filetype = "python"
  local buffer = vim.api.nvim_get_current_buf()
  vim.lsp.buf_attach_client(buffer, result.client)
  return buffer
end

local function code(of)
  return of.code or of.user_data and of.user_data.lsp and of.user_data.lsp.code
end

-- Blocking calls are what the folder is made for.
local function found(buffer, count)
  local function findings()
    return vim.tbl_filter(function(of) return code(of) == "blocking-call" end, vim.diagnostic.get(buffer))
  end
  wait(count .. " findings in " .. vim.api.nvim_buf_get_name(buffer), function() return #findings() == count end)
  return findings()
end

-- The actions for a diagnostic, or for the whole buffer. (vim.lsp.buf.code_action() asks a person when there are several.)
local function actions(buffer, kind, diagnostic)
  local from, to = { 1, 0 }, { vim.api.nvim_buf_line_count(buffer), 0 }
  local context = { diagnostics = {}, only = { kind } }
  if diagnostic then
    from, to = { diagnostic.lnum + 1, diagnostic.col }, { diagnostic.end_lnum + 1, diagnostic.end_col }
    context.diagnostics = vim.lsp.diagnostic.get_line_diagnostics(buffer, diagnostic.lnum, {}, result.client)
  end
  local params = vim.lsp.util.make_given_range_params(from, to, buffer)
  params.context = context
  local answer = vim.lsp.buf_request_sync(buffer, "textDocument/codeAction", params, 10000)
  local got = answer and answer[result.client]
  if not got or got.error then finish("no answer to codeAction: " .. vim.inspect(answer)) end
  return got.result or {}
end

local function apply(buffer, action)
  if not action then finish("no action") end
  if not action.edit then
    local answer = vim.lsp.buf_request_sync(buffer, "codeAction/resolve", action, 10000)
    action = answer and answer[result.client] and answer[result.client].result or action
  end
  if not action.edit then finish("no edit in " .. vim.inspect(action)) end
  vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(result.client).offset_encoding)
end

local function diagnostic(of)
  local lsp = of.user_data and of.user_data.lsp or {}
  local chain = vim.tbl_map(function(place) return place.message end, lsp.relatedInformation or {})
  return { line = of.lnum + 1, column = of.col + 1, source = of.source, severity = of.severity, message = of.message, chain = chain }
end

local ok, problem = pcall(function()
  result.client = vim.lsp.start_client({ name = "evenloop", cmd = { vim.env.EVENLOOP_NODE, vim.env.EVENLOOP_SERVER, "--stdio" }, root_dir = folder })
  if not result.client then finish("the client did not start") end

  local web = open("web.py")
  local shown = found(web, 1)[1]
  result.shown = diagnostic(shown)
  local action = actions(web, "quickfix", shown)[1]
  result.title = action and action.title
  apply(web, action)
  found(web, 0)
  vim.cmd("silent write")

  local greet = open("greet.py")
  local names = open("names.py")
  vim.api.nvim_buf_set_lines(names, 0, -1, false, { "import time", "", "", "def full_name(name):", "    time.sleep(1)", "    return name.title()" })
  result.across = diagnostic(found(greet, 1)[1])
  result.unsaved = vim.bo[names].modified

  local paused = open("pause.py")
  result.before = #found(paused, 4)
  apply(paused, actions(paused, "source.fixAll.evenloop")[1])
  found(paused, 2)
  vim.cmd("silent write")
end)
finish(not ok and tostring(problem) or nil)
